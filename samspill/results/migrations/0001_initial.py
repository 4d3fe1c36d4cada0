import django.db.models.deletion
import samspill.pulses.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('pulses', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WrittenAhead',
            fields=[
                ('pulse_round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='pulses.pulseround')),
                ('by', models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name='CommentPool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('covers', models.JSONField(default=list)),
                ('expires_on', models.DateField()),
                ('curators', models.ManyToManyField(related_name='+', to='organisations.person')),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comment_pools', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), name='comment_pool_once')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('key', samspill.pulses.fields.RandomKeyField(default=samspill.pulses.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('reader', models.CharField(choices=[('team', 'lederen min og resten av teamet'), ('management', 'toppledelsen'), ('safety_rep', 'bare verneombudet')], max_length=12)),
                ('state', models.CharField(choices=[('waiting', 'venter'), ('shown', 'vises'), ('left_out', 'tatt ut'), ('set_aside', 'lagt til side som mulig varsel')], default='waiting', max_length=10)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='results.commentpool')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'left_out'), _negated=True), ('text', ''), _connector='OR'), name='comment_left_out_is_empty'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['waiting', 'shown']), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='comment_has_text')],
            },
        ),
        migrations.CreateModel(
            name='CurationVote',
            fields=[
                ('key', samspill.pulses.fields.RandomKeyField(default=samspill.pulses.fields.random_key, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'venter'), ('shown', 'vises'), ('left_out', 'tatt ut'), ('set_aside', 'lagt til side som mulig varsel')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='results.comment')),
                ('curator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('comment'), models.F('curator'), name='curation_vote_once'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), _negated=True), name='curation_vote_decides')],
            },
        ),
        migrations.CreateModel(
            name='Driver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=60)),
                ('n', models.PositiveIntegerField()),
                ('correlation', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('or_more', models.BooleanField(default=False)),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drivers', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('item'), name='driver_once'), models.CheckConstraint(condition=models.Q(('n__gte', 50)), name='driver_of_fifty_or_more'), models.CheckConstraint(condition=models.Q(models.Q(('correlation', None), ('high', None), ('low', None), ('or_more', False)), models.Q(('correlation__isnull', False), ('high__gte', models.F('correlation')), ('high__isnull', False), ('high__lte', 1), ('low__gte', -1), ('low__isnull', False), ('low__lte', models.F('correlation'))), _connector='OR'), name='driver_within_its_interval')],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_rest', models.BooleanField(default=False)),
                ('item', models.CharField(max_length=60)),
                ('n', models.PositiveIntegerField(null=True)),
                ('covers', models.JSONField(default=list)),
                ('cover', models.CharField(blank=True, max_length=16)),
                ('is_partial', models.BooleanField(default=False)),
                ('mean', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('histogram', models.JSONField(null=True)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'item', 'pulse_round'], name='results_fig_unit_id_cf7b45_idx')],
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), models.F('is_rest'), models.F('item'), name='figure_once'), models.CheckConstraint(condition=models.Q(('n', None), ('n__gte', 5), _connector='OR'), name='figure_of_five_or_more'), models.CheckConstraint(condition=models.Q(('histogram__isnull', True), ('n__gte', 10), _connector='OR'), name='figure_histogram_of_ten'), models.CheckConstraint(condition=models.Q(models.Q(('high', None), ('low', None), ('mean__isnull', False), ('n__isnull', False), ('reason', '')), models.Q(('histogram__isnull', True), ('low__lt', models.F('high')), ('mean', None), ('n__isnull', False), ('reason', '')), models.Q(('high', None), ('histogram__isnull', True), ('low', None), ('mean', None), ('n__isnull', False), ('reason', 'withdrawn')), models.Q(models.Q(('reason', ''), _negated=True), ('high', None), ('histogram__isnull', True), ('low', None), ('mean', None), ('n', None)), _connector='OR'), name='figure_value_or_band_or_reason')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=60)),
                ('assessment', models.JSONField()),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), models.F('item'), name='finding_once')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField()),
                ('withdrawn', models.PositiveIntegerField()),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('attempt'), name='objection_attempt_once')],
            },
        ),
        migrations.CreateModel(
            name='Rate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField()),
                ('covers', models.JSONField(default=list)),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), name='rate_once'), models.CheckConstraint(condition=models.Q(('percent__lte', 95)), name='rate_at_most_ninety_five')],
            },
        ),
        migrations.CreateModel(
            name='Spread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=60)),
                ('sum_of_squares', models.FloatField()),
                ('degrees_of_freedom', models.PositiveIntegerField()),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spreads', to='pulses.pulseround')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('item'), name='spread_once')],
            },
        ),
        migrations.CreateModel(
            name='ReadyTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_up_to', models.PositiveBigIntegerField(default=0)),
                ('is_done', models.BooleanField(default=False)),
                ('pulse_round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pulses.pulseround')),
            ],
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('withdrawn_at', models.DateTimeField()),
                ('withdrawn_by', models.CharField(max_length=200)),
                ('pulse_round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawal', to='pulses.pulseround')),
            ],
        ),
        migrations.CreateModel(
            name='AttributeFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=200)),
                ('item', models.CharField(max_length=60)),
                ('n', models.PositiveIntegerField(null=True)),
                ('covers', models.JSONField(default=list)),
                ('mean', models.FloatField(null=True)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('pulse_round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attribute_figures', to='pulses.pulseround')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['unit', 'pulse_round'], name='results_att_unit_id_a75be6_idx')],
                'constraints': [models.UniqueConstraint(models.F('pulse_round'), models.F('unit'), models.F('value'), models.F('item'), name='attribute_figure_once'), models.CheckConstraint(condition=models.Q(('n', None), ('n__gte', 10), _connector='OR'), name='attribute_figure_of_ten_or_more'), models.CheckConstraint(condition=models.Q(models.Q(('mean__isnull', False), ('n__isnull', False), ('reason', '')), models.Q(models.Q(('reason', ''), _negated=True), ('mean', None), ('n', None)), _connector='OR'), name='attribute_figure_value_or_reason')],
            },
        ),
        migrations.CreateModel(
            name='AuditRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=200)),
                ('finished_at', models.DateTimeField(null=True)),
                ('has_failed', models.BooleanField(default=False)),
                ('checked', models.JSONField(default=dict)),
                ('objections', models.JSONField(default=dict)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('organisation',), name='audit_run_waiting_once'), models.CheckConstraint(condition=models.Q(('finished_at__isnull', False), ('has_failed', False), _connector='OR'), name='audit_run_fails_at_the_end')],
            },
        ),
    ]
