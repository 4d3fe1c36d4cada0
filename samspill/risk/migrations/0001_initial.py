import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('measures', '0001_initial'),
        ('organisations', '0001_initial'),
        ('pulses', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(blank=True, max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='organisations.organisation')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='organisations.unit')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(models.F('unit'), models.F('task'), name='assessment_of_a_task_once')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'utkast'), ('to_sign', 'venter på verneombudet'), ('valid', 'gjelder'), ('replaced', 'erstattet av en nyere')], default='draft', max_length=8)),
                ('together', models.TextField(blank=True, max_length=4000)),
                ('took_part', models.TextField(blank=True, max_length=1000)),
                ('facts', models.JSONField(default=dict)),
                ('signed_name', models.CharField(blank=True, max_length=200)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('remark', models.TextField(blank=True, max_length=2000)),
                ('unsigned_reason', models.TextField(blank=True, max_length=600)),
                ('returned_on', models.DateField(blank=True, null=True)),
                ('return_note', models.TextField(blank=True, max_length=1000)),
                ('begun_on', models.DateField()),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('pulse_round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pulses.pulseround')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('number', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='risk.assessmentnumber')),
            ],
            options={
                'ordering': ['-begun_on', '-pk'],
                'constraints': [models.UniqueConstraint(models.F('number'), models.F('edition'), name='assessment_edition_once'), models.UniqueConstraint(models.F('number'), condition=models.Q(('state__in', ['draft', 'to_sign'])), name='assessment_one_under_way'), models.UniqueConstraint(models.F('number'), condition=models.Q(('state', 'valid')), name='assessment_one_valid'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'to_sign']), models.Q(models.Q(('together', ''), _negated=True), models.Q(('took_part', ''), _negated=True), ('review_on__isnull', False), ('valid_from__isnull', False), models.Q(('signed_on__isnull', False), models.Q(('unsigned_reason', ''), _negated=True), _connector='OR')), _connector='OR'), name='assessment_complete_when_valid'), models.CheckConstraint(condition=models.Q(('review_on', None), ('review_on__gt', models.F('valid_from')), _connector='OR'), name='assessment_reviewed_later')],
            },
        ),
        migrations.CreateModel(
            name='ChangeAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('what_changes', models.TextField(max_length=4000)),
                ('who_is_affected', models.TextField(blank=True, max_length=2000)),
                ('factors', models.JSONField(default=list)),
                ('better', models.TextField(blank=True, max_length=2000)),
                ('when_told', models.TextField(blank=True, max_length=2000)),
                ('participation', models.TextField(blank=True, max_length=2000)),
                ('decision', models.TextField(blank=True, max_length=2000)),
                ('begun_on', models.DateField()),
                ('change_on', models.DateField()),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('evaluate_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, max_length=2000)),
                ('evaluated_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'utkast'), ('decided', 'besluttet'), ('abandoned', 'ikke gjennomført')], default='draft', max_length=9)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='organisations.organisation')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('units', models.ManyToManyField(related_name='+', to='organisations.unit')),
            ],
            options={
                'ordering': ['-change_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), models.Q(('decided_on__isnull', False), models.Q(('participation', ''), _negated=True), models.Q(('decision', ''), _negated=True)), _connector='OR'), name='change_decided_with_participation'), models.CheckConstraint(condition=models.Q(('evaluated_on', None), models.Q(('state', 'decided'), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='change_evaluated_once_decided'), models.CheckConstraint(condition=models.Q(('evaluate_on', None), ('evaluate_on__gte', models.F('change_on')), _connector='OR'), name='change_evaluated_after')],
            },
        ),
        migrations.CreateModel(
            name='FactorAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factor', models.CharField(max_length=20)),
                ('probability', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('consequence', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reasoning', models.TextField(blank=True, max_length=4000)),
                ('sources', models.JSONField(default=list)),
                ('residual_probability', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('residual_consequence', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='factors', to='risk.assessment')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(models.F('assessment'), models.F('factor'), name='factor_assessed_once'), models.CheckConstraint(condition=models.Q(('probability', None), models.Q(('probability__gte', 1), ('probability__lte', 4)), _connector='OR'), name='factor_probability_of_four'), models.CheckConstraint(condition=models.Q(('consequence', None), models.Q(('consequence__gte', 1), ('consequence__lte', 4)), _connector='OR'), name='factor_consequence_of_four'), models.CheckConstraint(condition=models.Q(('residual_probability', None), models.Q(('residual_probability__gte', 1), ('residual_probability__lte', 4)), _connector='OR'), name='factor_residual_probability_of_four'), models.CheckConstraint(condition=models.Q(('residual_consequence', None), models.Q(('residual_consequence__gte', 1), ('residual_consequence__lte', 4)), _connector='OR'), name='factor_residual_consequence_of_four')],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factors', models.JSONField(default=list)),
                ('method', models.CharField(choices=[('conversation', 'samtaler'), ('safety_round', 'vernerunde'), ('survey', 'annen undersøkelse'), ('health_service', 'bedriftshelsetjenesten'), ('other', 'annet')], max_length=14)),
                ('held_on', models.DateField()),
                ('note', models.TextField(blank=True, max_length=1000)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mappings', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='NotRelevant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factor', models.CharField(max_length=20)),
                ('reason', models.TextField(max_length=1000)),
                ('decided_on', models.DateField()),
                ('review_on', models.DateField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='not_relevant_factors', to='organisations.organisation')),
            ],
            options={
                'ordering': ['factor'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('factor'), name='not_relevant_factor_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='not_relevant_says_why')],
            },
        ),
        migrations.CreateModel(
            name='OwnFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('explanation', models.TextField(blank=True, max_length=1000)),
                ('law', models.JSONField(default=list)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_factors', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('code'), name='own_factor_code_once'), models.CheckConstraint(condition=models.Q(('code__startswith', 'egen-')), name='own_factor_code_is_own')],
            },
        ),
        migrations.CreateModel(
            name='RiskMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='risk.factorassessment')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='measures.measure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('factor'), models.F('measure'), name='risk_measure_once')],
            },
        ),
    ]
